/** What browsers call a picture that has no name of its own. */
const NAMELESS = /^image\.(png|jpe?g|gif|webp|bmp)$/i;

/** A file's own name, or for a picture without one what it is and when: "Bildschirmfoto 2026-03-01 14.05.09.png". */
export function pastedName(file: { name: string }, now: Date, screenshot: string): string {
  const ending = NAMELESS.exec(file.name)?.[1];
  if (!ending) return file.name;
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  // A colon is in no name on Windows.
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.');
  return `${screenshot} ${day} ${time}.${ending.toLowerCase()}`;
}
