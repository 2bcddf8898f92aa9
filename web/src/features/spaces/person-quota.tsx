import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Person } from '../identity/session';
import { QuotaDialog } from './quota-dialog';
import { quotaOfPersonQuery, setQuotaOfPerson } from './spaces';

/** How much somebody may keep in their own space. */
export function PersonQuota({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useQueryClient();
  const query = quotaOfPersonQuery(person.name);
  const { data } = useQuery({ ...query, staleTime: 0, gcTime: 0 });
  if (!data) return null;
  const save = async (quota: number | null) => {
    await setQuotaOfPerson(person.name, quota);
    await client.invalidateQueries({ queryKey: ['spaces'], exact: true });
  };
  return <QuotaDialog name={person.displayName} now={data} save={save} onClose={onClose} />;
}
