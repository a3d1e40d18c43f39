import type { ChannelProblem } from '../domain/alert.ts';
import type { Language } from './say.ts';

type Sentences = Readonly<Record<ChannelProblem['code'], string>>;

const EN: Sentences = {
  'no-secret': 'There is nothing to send with: the bot token, or the address of the webhook, is not set.',
  'no-target': 'The chat to write to is not set.',
  'token-refused': 'Telegram does not know this bot token; copy it again from @BotFather.',
  'chat-refused':
    'Telegram cannot write to this chat. Send the bot a message first, or add it to the group, and check the chat id.',
  'too-many': 'The other side wants fewer messages; the next one is sent later.',
  unreachable: 'The other side cannot be reached; check the network and the address.',
  'no-answer': 'The other side did not answer in time.',
  refused: 'The other side answered with an error.',
  system: 'The system does not show notifications of this program; allow them in the settings of Windows.',
};

const ES: Sentences = {
  'no-secret': 'No hay con qué enviar: falta el token del bot o la dirección del webhook.',
  'no-target': 'Falta el chat al que escribir.',
  'token-refused': 'Telegram no reconoce este token de bot; cópialo de nuevo de @BotFather.',
  'chat-refused':
    'Telegram no puede escribir en este chat. Envía antes un mensaje al bot, o añádelo al grupo, y revisa el id del chat.',
  'too-many': 'El destino pide menos mensajes; el siguiente se envía más tarde.',
  unreachable: 'No se puede llegar al destino; revisa la red y la dirección.',
  'no-answer': 'El destino no respondió a tiempo.',
  refused: 'El destino respondió con un error.',
  system: 'El sistema no muestra notificaciones de este programa; permítelas en la configuración de Windows.',
};

/** Returns why a message did not arrive and what to do about it, with what the other side said. */
export function channelProblemText({ code, detail }: ChannelProblem, language: Language): string {
  const sentence = (language === 'en' ? EN : ES)[code];
  return detail === '' ? sentence : `${sentence} (${detail})`;
}
