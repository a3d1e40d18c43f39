/** Scrolls as little as is needed for row `index`, under a head that stays and is as high as a row, to be seen. */
export function scrollToRow(host: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  const bottom = top + 2 * rowHeight;
  if (top < host.scrollTop) host.scrollTop = top;
  else if (bottom > host.scrollTop + host.clientHeight) host.scrollTop = bottom - host.clientHeight;
}
