import './gate.css';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../app/page-title';
import { Landscape } from '../../kit/landscape';
import { Logo } from '../../kit/logo';

/** The card in the landscape: for everything that happens before the files are in sight. */
export function Gate({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <div className="gate">
      <Landscape />
      <main className="gate-card" id="content">
        <header className="gate-head">
          <Logo size={52} />
          <h1>{title}</h1>
          <p className="muted">{text}</p>
        </header>
        {children}
      </main>
    </div>
  );
}
