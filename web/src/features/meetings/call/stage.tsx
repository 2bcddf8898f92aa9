import { useEffect, useRef, useState } from 'react';
import { useMeetingTexts } from '../texts';
import type { Person } from './call';
import { bestGrid } from './grid';
import { Screen, Tile } from './tile';

const GAP = 8;

/** Everybody's pictures, as large as there is room; beside a shared screen, in a row. */
export function Stage({ people }: { people: readonly Person[] }) {
  const t = useMeetingTexts();
  const sharing = people.find((one) => one.screen && !one.isMe) ?? people.find((one) => one.screen);
  if (sharing?.screen) {
    return (
      <div className="stage stage-shared">
        <Screen person={sharing} track={sharing.screen} />
        <ul className="stage-row" aria-label={t.picturesLabel}>
          {people.map((one) => (
            <Tile key={one.identity} person={one} />
          ))}
        </ul>
      </div>
    );
  }
  return <Pictures people={people} label={t.picturesLabel} />;
}

function Pictures({ people, label }: { people: readonly Person[]; label: string }) {
  const room = useRef<HTMLUListElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize(entry.contentRect);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const grid = bestGrid(people.length, width, height, GAP);
  const size = { width: grid.width, height: grid.height };
  return (
    <div className="stage">
      <ul className="stage-grid" ref={room} aria-label={label}>
        {people.map((one) => (
          <Tile key={one.identity} person={one} size={size} />
        ))}
      </ul>
    </div>
  );
}
