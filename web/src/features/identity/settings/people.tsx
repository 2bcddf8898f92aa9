import { useQuery } from '@tanstack/react-query';
import { HardDrive, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Avatar } from '../../../kit/avatar';
import { Button, IconButton } from '../../../kit/button';
import { Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { PersonQuota } from '../../spaces/person-quota';
import { peopleQuery } from '../people';
import type { Person } from '../session';
import { AddPerson } from './add-person';
import { Section } from './section';

export function PeopleSection() {
  const { t } = useLanguage();
  const [adding, setAdding] = useState(false);
  const [limited, setLimited] = useState<Person | null>(null);
  const add = (
    <Button look="primary" onPress={() => setAdding(true)}>
      <UserRoundPlus size={18} aria-hidden="true" />
      {t.identity.addPerson}
    </Button>
  );
  return (
    <Section title={t.identity.people} intro={t.identity.peopleIntro} action={add}>
      <PeopleList onQuota={setLimited} />
      {limited ? <PersonQuota person={limited} onClose={() => setLimited(null)} /> : null}
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

function PeopleList({ onQuota }: { onQuota: (person: Person) => void }) {
  const { t, locale } = useLanguage();
  const { data, error } = useQuery(peopleQuery);
  if (error) return <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>;
  if (!data) return <Skeleton width="70%" />;
  const collator = new Intl.Collator(locale);
  const sorted = data.toSorted((a, b) => collator.compare(a.displayName, b.displayName));
  return (
    <ul className="settings-list" aria-label={t.identity.people}>
      {sorted.map((person) => (
        <li key={person.id} className="settings-item">
          <Avatar name={person.displayName} />
          <div className="settings-item-text">
            <strong>{person.displayName}</strong>
            <p className="muted">{person.email ? `${person.name} · ${person.email}` : person.name}</p>
          </div>
          {person.administrator ? <span className="badge">{t.identity.administrator}</span> : null}
          <IconButton
            label={t.spaces.quotaOf(person.displayName)}
            icon={<HardDrive size={18} aria-hidden="true" />}
            onPress={() => onQuota(person)}
          />
        </li>
      ))}
    </ul>
  );
}
