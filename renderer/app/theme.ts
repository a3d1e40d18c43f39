import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent, from its lightest to its darkest. */
const accent: MantineColorsTuple = [
  '#eaf2fe',
  '#d2e2fb',
  '#a5c4f7',
  '#76a5f2',
  '#5089ee',
  '#3777ea',
  '#2a6ae0',
  '#1f5bc7',
  '#184ca8',
  '#123d89',
];

/** Mantine's greys for the dark scheme, tinted like tokens.css: text, …, border, …, field, surface, …, ground. */
const dark: MantineColorsTuple = [
  '#d9dde4',
  '#b4bcc8',
  '#97a0ae',
  '#7a8493',
  '#343c48',
  '#262d37',
  '#1c2129',
  '#161a21',
  '#12161c',
  '#0e1116',
];

const SYSTEM_FONT = '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif';

/** What lies over the screen darkens it only so far that it can still be read. */
const OVER_THE_SCREEN = {
  defaultProps: { overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 120 } },
  styles: { title: { fontWeight: 600 } },
};

/** Mantine, taught the look of DESIGN.md: 13 px, a grid of 4 px, small corners, one accent. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent, dark },
  primaryShade: { light: 6, dark: 5 },
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: '"Cascadia Mono", Consolas, ui-monospace, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: { fontFamily: SYSTEM_FONT, fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 500 } } },
    Modal: OVER_THE_SCREEN,
    Drawer: OVER_THE_SCREEN,
    NativeSelect: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
  },
});
