import { useQuery, useQueryClient } from '@tanstack/react-query';
import { HardDrive, Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button, IconButton } from '../../kit/button';
import { Meadow } from '../../kit/landscape';
import { Empty, Notice } from '../../kit/notice';
import { Skeleton } from '../../kit/spinner';
import { Section } from '../identity/settings/section';
import { MembersDialog } from './members-dialog';
import { NewSpace } from './new-space';
import { QuotaDialog } from './quota-dialog';
import { type Space, setQuotaOfSpace, spacesQuery } from './spaces';

export function SpacesSection() {
  const t = useTexts();
  const [creating, setCreating] = useState(false);
  const [managed, setManaged] = useState<Space | null>(null);
  const [limited, setLimited] = useState<Space | null>(null);
  const client = useQueryClient();
  const create = (
    <Button look="primary" onPress={() => setCreating(true)}>
      <Plus size={18} aria-hidden="true" />
      {t.spaces.create}
    </Button>
  );
  return (
    <Section title={t.spaces.section} intro={t.spaces.intro} action={create}>
      <TeamSpaces onManage={setManaged} onLimit={setLimited} />
      {creating ? (
        <NewSpace
          onClose={() => setCreating(false)}
          onCreated={(space) => {
            setCreating(false);
            setManaged(space);
          }}
        />
      ) : null}
      {managed ? <MembersDialog space={managed} onClose={() => setManaged(null)} /> : null}
      {limited ? (
        <QuotaDialog
          name={limited.name}
          now={limited}
          save={async (quota) => {
            await setQuotaOfSpace(limited.id, quota);
            await client.invalidateQueries({ queryKey: spacesQuery.queryKey, exact: true });
          }}
          onClose={() => setLimited(null)}
        />
      ) : null}
    </Section>
  );
}

type TeamSpacesProps = { onManage: (space: Space) => void; onLimit: (space: Space) => void };

function TeamSpaces({ onManage, onLimit }: TeamSpacesProps) {
  const t = useTexts();
  const format = useFormat();
  const { data, error } = useQuery(spacesQuery);
  if (error) return <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>;
  if (!data) return <Skeleton width="70%" />;
  const teams = data.filter((one) => one.kind === 'team');
  if (teams.length === 0) {
    return (
      <div className="settings-list">
        <Empty picture={<Meadow />} title={t.spaces.none} text={t.spaces.noneText} />
      </div>
    );
  }
  return (
    <ul className="settings-list" aria-label={t.spaces.section}>
      {teams.map((space) => (
        <li key={space.id} className="settings-item">
          <Users size={20} aria-hidden="true" />
          <div className="settings-item-text">
            <strong>{space.name}</strong>
            <p className="muted">
              {space.quota === null
                ? t.spaces.used(format.size(space.used))
                : t.spaces.usedOf(format.size(space.used), format.size(space.quota))}
            </p>
          </div>
          <div className="settings-actions">
            <IconButton
              label={t.spaces.quotaOf(space.name)}
              icon={<HardDrive size={18} aria-hidden="true" />}
              onPress={() => onLimit(space)}
            />
            {space.role === 'manager' ? (
              <Button aria-label={t.spaces.manageMembers(space.name)} onPress={() => onManage(space)}>
                {t.spaces.members}
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
