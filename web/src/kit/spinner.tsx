import './spinner.css';

/** Decoration only: whoever shows it also says in words what is going on. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}

export function Skeleton({ width }: { width: string }) {
  return <span className="skeleton" style={{ width }} aria-hidden="true" />;
}
