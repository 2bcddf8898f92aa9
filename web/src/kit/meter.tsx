import './meter.css';
import { Meter as AriaMeter, ProgressBar } from 'react-aria-components';

type Tone = 'plain' | 'warn' | 'danger';

type BarProps = { label: string; value: number; valueText?: string };

/** How much of something: `value` between 0 and 1. */
export function Meter({ label, value, valueText, tone = 'plain' }: BarProps & { tone?: Tone }) {
  const text = valueText === undefined ? {} : { valueLabel: valueText };
  return (
    <AriaMeter aria-label={label} value={value * 100} className="meter" {...text}>
      <Bar value={value} tone={tone} />
    </AriaMeter>
  );
}

/** How far something has come: `value` between 0 and 1. */
export function Progress({ label, value, valueText }: BarProps) {
  const text = valueText === undefined ? {} : { valueLabel: valueText };
  return (
    <ProgressBar aria-label={label} value={value * 100} className="meter" {...text}>
      <Bar value={value} tone="plain" />
    </ProgressBar>
  );
}

function Bar({ value, tone }: { value: number; tone: Tone }) {
  const width = `${Math.min(100, Math.max(0, value * 100))}%`;
  return (
    <div className="meter-track">
      <div className={`meter-fill meter-fill-${tone}`} style={{ width }} />
    </div>
  );
}
