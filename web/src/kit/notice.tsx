import './notice.css';
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

/** A danger is announced at once; the others are read where they stand. */
export function Notice({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'warn' | 'danger';
  children: ReactNode;
}) {
  const Icon = tone === 'plain' ? Info : CircleAlert;
  return (
    <div className={`notice notice-${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}

type EmptyProps = {
  picture: ReactNode;
  title: string;
  text: string;
  level?: 1 | 2;
  children?: ReactNode;
};

export function Empty({ picture, title, text, level = 2, children }: EmptyProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="empty">
      {picture}
      <Title>{title}</Title>
      <p>{text}</p>
      {children}
    </div>
  );
}
