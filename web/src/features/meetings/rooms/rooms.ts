import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../app/api';

export type Published = {
  sid: string;
  source: string;
  codec: string;
  muted: boolean;
  width: number;
  height: number;
  packets: number;
  /** Bits per second of each encoding. */
  layers: number[];
  lost: number;
  jitter: number;
  delayMedian: number;
  delayWorst: number;
};

export type Received = {
  sid: string;
  from: string;
  source: string;
  packets: number;
  bitrate: number;
  layer: number;
  paused: boolean;
  lost: number;
  jitter: number;
};

export type RoomPerson = {
  sid: string;
  identity: string;
  name: string;
  state: string;
  client: string;
  estimate: number;
  roundTrip: number;
  publishes: Published[];
  receives: Received[];
};

export type Room = { sid: string; name: string; created: string; people: RoomPerson[] };

export const roomsQuery = queryOptions({
  queryKey: ['meeting-rooms'],
  queryFn: ({ signal }) => call<Room[]>('GET', '/meeting-rooms', { signal }),
  refetchInterval: 2_000,
});

/** What is lost, of all that was sent: between 0 and 1. */
export function lossOf({ packets, lost }: { packets: number; lost: number }): number {
  return lost <= 0 ? 0 : Math.min(1, lost / (packets + lost));
}

export function rateOf({ layers }: { layers: number[] }): number {
  return layers.reduce((sum, one) => sum + one, 0);
}

/** Bits per second as network people write them: in steps of 1,000. */
export function formatRate(bits: number, locale: string): string {
  const mega = bits >= 999_500;
  const value = mega ? bits / 1e6 : bits / 1e3;
  const digits = mega ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${mega ? 'Mbit/s' : 'kbit/s'}`;
}

export function formatMillis(millis: number, locale: string): string {
  const digits = millis < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(millis)} ms`;
}

export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
