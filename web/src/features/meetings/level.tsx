import { useEffect, useRef, useState } from 'react';

/** Louder than a quiet room. */
const HEARD = 0.08;

/** How loud a microphone is right now, from 0 to 1, drawn without React; and whether it has heard anything yet. */
export function LevelMeter({
  stream,
  heard,
  silent,
}: {
  stream: MediaStream;
  heard: string;
  silent: string;
}) {
  const bar = useRef<HTMLSpanElement>(null);
  const [hasHeard, setHasHeard] = useState(false);
  useEffect(() => {
    const sound = new AudioContext();
    const analyser = new AnalyserNode(sound, { fftSize: 512, smoothingTimeConstant: 0.4 });
    const source = sound.createMediaStreamSource(stream);
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = 0;
    const draw = () => {
      analyser.getFloatTimeDomainData(samples);
      const level = levelOf(samples);
      bar.current?.style.setProperty('--level', level.toFixed(3));
      if (level > HEARD) setHasHeard(true);
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      source.disconnect();
      void sound.close();
    };
  }, [stream]);
  return (
    <div className="level">
      <span className="level-track" aria-hidden="true">
        <span className="level-bar" ref={bar} />
      </span>
      <span className="level-text" role="status">
        {hasHeard ? heard : silent}
      </span>
    </div>
  );
}

/** From loudness as a root mean square; speech fills most of the range, since ears hear in powers of ten. */
export function levelOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-10);
  return Math.min(1, Math.max(0, (decibels + 55) / 50));
}
