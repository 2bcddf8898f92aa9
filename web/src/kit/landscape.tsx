import './landscape.css';

const FURROWS = [0, 1, 2, 3, 4, 5, 6];

/** The commons itself, behind the pages on which nobody is signed in yet. */
export function Landscape() {
  return (
    <div className="landscape" aria-hidden="true">
      <svg viewBox="0 0 1200 420" aria-hidden="true">
        <circle className="sun" cx="905" cy="120" r="46" />
        <path className="hill-1" d="M0 190 C180 90 360 120 560 180 S960 110 1200 170 V420 H0 Z" />
        <path className="hill-2" d="M0 250 C240 170 420 210 640 236 S1020 180 1200 244 V420 H0 Z" />
        <Tree x={1010} y={214} scale={1.15} />
        <Tree x={1062} y={224} scale={0.8} />
        <path className="hill-3" d="M0 300 C220 330 380 250 620 284 S1000 340 1200 290 V420 H0 Z" />
        <Tree x={168} y={300} scale={1.6} />
        {FURROWS.map((n) => (
          <path
            key={n}
            className="furrow"
            d={`M${560 + n * 62} 420 C${600 + n * 52} 380 ${640 + n * 38} 340 ${690 + n * 30} ${297 + n * 2.5}`}
          />
        ))}
        <path className="hill-4" d="M0 372 C260 330 480 392 720 380 S1080 352 1200 378 V420 H0 Z" />
      </svg>
    </div>
  );
}

function Tree({ x, y, scale }: { x: number; y: number; scale: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`} className="hill-4">
      <rect x="-1.8" y="-26" width="3.6" height="28" rx="1" />
      <circle cx="-9" cy="-30" r="12" />
      <circle cx="9" cy="-30" r="12" />
      <circle cx="0" cy="-43" r="12" />
    </g>
  );
}

/** A small piece of it, for places where there is nothing to show yet. */
export function Meadow() {
  return (
    <svg className="meadow" width="150" height="84" viewBox="0 0 150 84" aria-hidden="true">
      <circle className="sun" cx="108" cy="24" r="10" />
      <path className="hill-1" d="M6 62 C34 40 62 46 84 56 S126 44 144 58 Q146 78 75 78 T6 62 Z" />
      <path className="hill-3" d="M14 68 C44 52 76 66 100 62 S132 62 138 68 Q120 80 75 80 T14 68 Z" />
      <Tree x={46} y={62} scale={0.8} />
    </svg>
  );
}
