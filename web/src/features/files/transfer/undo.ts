let last: (() => void) | null = null;

/** What Ctrl+Z would take back: the last change, once. */
export function rememberUndo(run: () => void): () => void {
  const once = () => {
    if (last === once) last = null;
    run();
  };
  last = once;
  return once;
}

export function undoLast(): boolean {
  const run = last;
  run?.();
  return run !== null;
}
