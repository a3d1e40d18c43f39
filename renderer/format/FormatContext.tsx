import { createContext, useContext } from 'react';
import { createFormatters, type Formatters } from './formatters.ts';

const FormatContext = createContext<Formatters>(createFormatters('en', 'utc'));

export const FormatProvider = FormatContext.Provider;

/** Returns the formatters of the language and the zone the trader chose. */
export const useFormat = (): Formatters => useContext(FormatContext);
