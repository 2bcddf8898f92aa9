import type { Track } from 'livekit-client';
import { useEffect, useRef } from 'react';

export function Video({ track, mirrored }: { track: Track; mirrored: boolean }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    track.attach(video);
    return () => {
      track.detach(video);
    };
  }, [track]);
  return (
    // Its sound, if it has any, is played by itself. Without controls nothing in it can be focused.
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: what it shows is told by the name beside it
    <video
      ref={element}
      className={mirrored ? 'picture picture-mirrored' : 'picture'}
      autoPlay
      playsInline
      muted
      aria-hidden="true"
    />
  );
}

export function Sound({ track }: { track: Track }) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    track.attach(audio);
    return () => {
      track.detach(audio);
    };
  }, [track]);
  // biome-ignore lint/a11y/useMediaCaption: nobody writes down what is being said right now
  return <audio ref={element} autoPlay />;
}
