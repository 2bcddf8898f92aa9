import './rooms.css';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../app/format';
import { useLanguage, useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Meadow } from '../../../kit/landscape';
import { Empty, Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { Section } from '../../identity/settings/section';
import { useMeetingTexts } from '../texts';
import { formatMillis, formatRate, type Room, type RoomPerson, roomsQuery } from './rooms';
import { Tracks } from './tracks';

/** Everything the server carries right now, for administrators. */
export function RoomsSection() {
  const t = useMeetingTexts();
  const { problems, shell } = useTexts();
  const { data, error } = useQuery(roomsQuery);
  return (
    <Section title={shell.liveMeetings} intro={t.liveIntro}>
      {error ? <Notice tone="danger">{problems[codeOf(error)]}</Notice> : null}
      {data || error ? null : <Skeleton width="70%" />}
      {data?.length === 0 ? (
        <div className="settings-list">
          <Empty picture={<Meadow />} title={t.liveNone} text={t.liveNoneText} />
        </div>
      ) : null}
      {data?.map((room) => (
        <RoomCard key={room.sid} room={room} />
      ))}
    </Section>
  );
}

function RoomCard({ room }: { room: Room }) {
  const t = useMeetingTexts();
  const format = useFormat();
  const names = new Map(room.people.map((one) => [one.identity, one.name || one.identity]));
  return (
    <article className="room" aria-labelledby={room.sid}>
      <header className="room-head">
        <h3 id={room.sid}>{room.name}</h3>
        <span className="muted">
          {t.peopleCount(room.people.length)}, {t.liveSince(format.moment(room.created))}
        </span>
      </header>
      {room.people.length === 0 ? <p className="room-person muted">{t.liveNobody}</p> : null}
      {room.people.map((one) => (
        <PersonFigures key={one.sid} person={one} names={names} />
      ))}
    </article>
  );
}

function PersonFigures({ person, names }: { person: RoomPerson; names: ReadonlyMap<string, string> }) {
  const t = useMeetingTexts();
  const { locale } = useLanguage();
  const facts =
    person.state === 'ACTIVE'
      ? [
          person.client,
          person.roundTrip > 0 ? t.liveRoundTrip(formatMillis(person.roundTrip, locale)) : '',
          person.estimate > 0 ? t.liveEstimate(formatRate(person.estimate, locale)) : '',
        ]
      : [person.client, t.liveConnecting];
  return (
    <div className="room-person">
      <div className="room-person-head">
        <strong>{person.name || person.identity}</strong>
        <span className="muted">{facts.filter((one) => one !== '').join(' · ')}</span>
      </div>
      {person.publishes.length + person.receives.length === 0 ? (
        <p className="muted">{t.liveNothing}</p>
      ) : (
        <Tracks person={person} names={names} />
      )}
    </div>
  );
}
