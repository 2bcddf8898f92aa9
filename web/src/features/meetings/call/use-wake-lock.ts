import { useEffect } from 'react';

/** Keeps the display awake, where the browser can: nobody touches anything while they listen. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let current = true;
    const take = async () => {
      if (document.visibilityState !== 'visible') return;
      const taken = await navigator.wakeLock?.request('screen').catch(() => null);
      if (current) lock = taken ?? null;
      else void taken?.release();
    };
    void take();
    // The browser takes it back when the page is out of sight.
    document.addEventListener('visibilitychange', take);
    return () => {
      current = false;
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, []);
}
