import { useEffect, useSyncExternalStore } from 'react';
import type { Call, CallState } from './call';

/** Follows a call for as long as it is shown. */
export function useCall(call: Call): CallState {
  useEffect(() => call.hold(), [call]);
  return useSyncExternalStore(call.subscribe, call.snapshot);
}
