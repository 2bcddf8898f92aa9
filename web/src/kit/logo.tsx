/**
 * A tree on the common field: three crowns that grow into one, and furrows that everybody works.
 * The same drawing is public/favicon.svg.
 */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#1d6848" />
      <path d="M0 23.5 Q16 16.5 32 23.5 V23 A9 9 0 0 1 23 32 H9 A9 9 0 0 1 0 23 Z" fill="#2f8a60" />
      <path d="M3.2 29.9 Q16 21.5 28.8 29.9" fill="none" stroke="#e9c46a" strokeWidth="1.5" />
      <path d="M0.4 26.2 Q16 17.6 31.6 26.2" fill="none" stroke="#e9c46a" strokeWidth="1.5" />
      <path d="M16 21.5 V13" stroke="#fdf6e3" strokeWidth="1.9" strokeLinecap="round" />
      <circle cx="12.2" cy="12" r="4.6" fill="#fdf6e3" />
      <circle cx="19.8" cy="12" r="4.6" fill="#e9c46a" />
      <circle cx="16" cy="7.8" r="4.6" fill="#bfe0c4" />
    </svg>
  );
}
