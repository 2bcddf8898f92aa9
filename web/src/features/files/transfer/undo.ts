let last: (() => void) | null = null;

/** What Ctrl+Z would take back: the last change, once. */
export function rememberUndo(run: () => void): () => void {
  let done = false;
  const once = () => {
    if (last === once) last = null;
    if (!done) run();
    done = true;
  };
  last = once;
  return once;
}

export function undoLast(): boolean {
  const run = last;
  run?.();
  return run !== null;
}
