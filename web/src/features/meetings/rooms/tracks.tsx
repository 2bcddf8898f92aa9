import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLanguage } from '../../../app/language';
import { type MeetingTexts, useMeetingTexts } from '../texts';
import {
  formatMillis,
  formatRate,
  formatShare,
  lossOf,
  type Published,
  type Received,
  type RoomPerson,
  rateOf,
} from './rooms';

/** Everything one person sends and receives, a line each. */
export function Tracks({ person, names }: { person: RoomPerson; names: ReadonlyMap<string, string> }) {
  const t = useMeetingTexts();
  const label = t.liveTracksOf(person.name || person.identity);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no landmark, since one may be in two meetings, and no fields either
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls sideways, also by the keyboard
    <div role="group" className="tracks" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.liveTrack}</th>
            <th scope="col">{t.liveRate}</th>
            <th scope="col">{t.liveLoss}</th>
            <th scope="col">{t.liveJitter}</th>
            <th scope="col">{t.liveDelay}</th>
          </tr>
        </thead>
        <tbody>
          {person.publishes.map((one) => (
            <Sent key={one.sid} track={one} />
          ))}
          {person.receives.map((one) => (
            <Taken key={one.sid} track={one} from={names.get(one.from) ?? one.from} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sent({ track }: { track: Published }) {
  const t = useMeetingTexts();
  const { locale } = useLanguage();
  const size = track.width > 0 ? `${track.width}×${track.height}` : '';
  const kind = [track.codec, size, track.muted ? t.trackMuted : ''].filter((one) => one !== '').join(' · ');
  return (
    <tr>
      <th scope="row">
        <span className="track-name">
          <ArrowUp size={16} aria-hidden="true" />
          {t.sendsTrack(sourceText(track.source, t))}
        </span>
        <span className="track-kind">{kind}</span>
      </th>
      <td>{formatRate(rateOf(track), locale)}</td>
      <td>{formatShare(lossOf(track), locale)}</td>
      <td>{formatMillis(track.jitter, locale)}</td>
      <td>
        {track.delayWorst > 0
          ? t.liveDelayOf(formatMillis(track.delayMedian, locale), formatMillis(track.delayWorst, locale))
          : '–'}
      </td>
    </tr>
  );
}

function Taken({ track, from }: { track: Received; from: string }) {
  const t = useMeetingTexts();
  const { locale } = useLanguage();
  const isPicture = track.source === 'CAMERA' || track.source === 'SCREEN_SHARE';
  const kind = track.paused ? t.trackPaused : isPicture && track.layer < 0 ? t.trackUnseen : '';
  return (
    <tr>
      <th scope="row">
        <span className="track-name">
          <ArrowDown size={16} aria-hidden="true" />
          {t.receivesTrack(sourceText(track.source, t), from)}
        </span>
        {kind === '' ? null : <span className="track-kind">{kind}</span>}
      </th>
      <td>{formatRate(track.bitrate, locale)}</td>
      <td>{formatShare(lossOf(track), locale)}</td>
      <td>{formatMillis(track.jitter, locale)}</td>
      <td>–</td>
    </tr>
  );
}

function sourceText(source: string, t: MeetingTexts): string {
  switch (source) {
    case 'CAMERA':
      return t.sourceCamera;
    case 'MICROPHONE':
      return t.sourceMicrophone;
    case 'SCREEN_SHARE':
      return t.sourceScreen;
    case 'SCREEN_SHARE_AUDIO':
      return t.sourceScreenAudio;
    default:
      return t.sourceOther;
  }
}
