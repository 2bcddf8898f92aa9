import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { usePerson } from '../../identity/session';
import { useBrowseTexts } from '../browse-texts';
import { kindOf } from '../kinds';
import type { Node, Step } from '../nodes';
import { detailsQuery } from './details';

export function Facts({ node, path }: { node: Node; path: readonly Step[] }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const person = usePerson();
  const { data } = useQuery(detailsQuery(node));
  const ending = /\.([^.]{1,8})$/.exec(node.name)?.[1]?.toUpperCase();
  const kind = b.kinds[kindOf(node)];
  const home = path.at(-1);
  const owner =
    data?.space.kind === 'team' ? b.ownedByTeam(data.space.name) : (data?.space.name ?? person.displayName);
  return (
    <dl className="facts">
      <Fact name={b.kind}>{node.kind === 'file' && ending ? `${kind} (${ending})` : kind}</Fact>
      <Fact name={t.files.size}>
        <span title={b.bytes(format.number(node.size))}>{format.size(node.size)}</span>
      </Fact>
      {home ? (
        <Fact name={b.place}>
          <Link className="facts-link" href={`/files/${home.id}`}>
            {path.map((step) => step.name).join(' › ')}
          </Link>
        </Fact>
      ) : null}
      <Fact name={t.files.modified}>
        {data?.author
          ? b.whenBy(format.dateTime(node.modifiedAt), data.author)
          : format.dateTime(node.modifiedAt)}
      </Fact>
      {data ? <Fact name={b.arrived}>{format.dateTime(data.createdAt)}</Fact> : null}
      {data ? <Fact name={b.owner}>{owner}</Fact> : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
