import type { ReactNode } from 'react';

type SectionProps = { title: string; intro: string; action?: ReactNode; children: ReactNode };

export function Section({ title, intro, action, children }: SectionProps) {
  return (
    <section className="settings-section" aria-label={title}>
      <div className="settings-head">
        <div>
          <h2>{title}</h2>
          <p>{intro}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
