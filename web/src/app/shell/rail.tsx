import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTexts } from '../language';
import { nameOfPlace, PLACES, placeOf } from './places';

/** The capabilities: at the side on a wide screen, at the bottom on a phone. */
export function Rail() {
  const t = useTexts();
  const here = useRouterState({ select: (state) => placeOf(state.location.pathname) });
  useEffect(() => {
    document.documentElement.dataset.docked = '';
    return () => {
      delete document.documentElement.dataset.docked;
    };
  }, []);
  return (
    <nav className="rail" aria-label={t.shell.mainNavigation}>
      <ul className="rail-list">
        {PLACES.map(({ id, to, Icon }) => (
          <li key={id}>
            <Link
              className={id === here ? 'rail-link rail-link-here' : 'rail-link'}
              to={to}
              aria-current={id === here ? 'page' : undefined}
            >
              <span className="rail-icon">
                <Icon size={22} aria-hidden="true" />
              </span>
              {nameOfPlace(id, t)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
