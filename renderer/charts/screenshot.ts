const BAND_PX = 28;

export type Caption = Readonly<{ left: string; right: string }>;
export type CaptionLook = Readonly<{ ground: string; text: string; font: string; scale: number }>;

/** Returns the picture with a line above it that says what it shows: a chart without its name and time is no proof. */
export function withCaption(
  picture: HTMLCanvasElement,
  { left, right }: Caption,
  { ground, text, font, scale }: CaptionLook,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const band = Math.round(BAND_PX * scale);
  canvas.width = picture.width;
  canvas.height = picture.height + band;
  const context = canvas.getContext('2d');
  if (context === null) return picture;
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, band);
  context.fillStyle = text;
  context.font = `600 ${Math.round(13 * scale)}px ${font}`;
  context.textBaseline = 'middle';
  context.fillText(left, 10 * scale, band / 2);
  context.font = `${Math.round(11 * scale)}px ${font}`;
  context.textAlign = 'right';
  context.fillText(right, canvas.width - 10 * scale, band / 2);
  return canvas;
}
