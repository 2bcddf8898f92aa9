/** Servers and proxies commonly refuse request lines beyond 8 KB. */
export const longestAddress = 7000;

/** Lets the browser download by itself: with its own progress, to disk, never through the page's memory. */
export function saveFrom(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
