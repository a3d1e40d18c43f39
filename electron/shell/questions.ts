/** A question of the shell, asked by the system because the page cannot. The first button is the usual answer. */
export type Question = Readonly<{ message: string; detail: string; buttons: readonly [string, string] }>;

type Questions = Readonly<{ crashed: (reason: string) => Question; unresponsive: Question }>;

const ENGLISH: Questions = {
  crashed: (reason) => ({
    message: 'The window keeps crashing.',
    detail: `Nothing that was stored is lost, and downloads go on. The reason was "${reason}"; the log in the data folder has the details.`,
    buttons: ['Open it again', 'Quit Candlekeep'],
  }),
  unresponsive: {
    message: 'The window does not answer.',
    detail: 'It may come back by itself. Loading it again loses nothing: downloads go on meanwhile.',
    buttons: ['Wait', 'Load it again'],
  },
};

const SPANISH: Questions = {
  crashed: (reason) => ({
    message: 'La ventana se cierra una y otra vez.',
    detail: `No se ha perdido nada de lo guardado y las descargas continúan. El motivo fue «${reason}»; el registro de la carpeta de datos tiene los detalles.`,
    buttons: ['Abrirla de nuevo', 'Salir de Candlekeep'],
  }),
  unresponsive: {
    message: 'La ventana no responde.',
    detail: 'Puede que se recupere sola. Al cargarla de nuevo no se pierde nada: las descargas continúan.',
    buttons: ['Esperar', 'Cargarla de nuevo'],
  },
};

/** Returns the questions in the system's language; the one chosen in the page is out of reach when they are asked. */
export const questionsFor = (locale: string): Questions => (/^es\b/i.test(locale) ? SPANISH : ENGLISH);
