import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History as Clock, Download, Ellipsis, Eye } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Menu, MenuItem } from '../../../kit/menu';
import { showToast } from '../../../kit/toasts';
import { saveFrom } from '../actions/save-from';
import { useBrowseTexts } from '../browse-texts';
import { type Node, refreshFolder } from '../nodes';
import { canBeShown, restoreVersion, type Version, versionsQuery, versionUrl } from './details';

export function Versions({ node }: { node: Node }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const { data, error } = useQuery(versionsQuery(node));
  return (
    <section className="details-section">
      <h3>{b.versions}</h3>
      {error ? <p className="muted">{t.problems[codeOf(error)]}</p> : null}
      {data?.length === 0 ? <p className="muted">{b.noVersions}</p> : null}
      <ul className="versions">
        {data?.map((version) => (
          <OneVersion key={version.id} node={node} version={version} />
        ))}
      </ul>
    </section>
  );
}

function OneVersion({ node, version }: { node: Node; version: Version }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const client = useQueryClient();
  const when = format.dateTime(version.modifiedAt);
  const restoring = useMutation({
    mutationFn: () => restoreVersion(node.id, version.id),
    onSuccess: () => {
      showToast(b.versionRestored(when));
      refreshFolder(client, node.parent);
      void client.invalidateQueries({ queryKey: ['node', node.id] });
      for (const key of ['versions', 'history', 'details']) {
        void client.invalidateQueries({ queryKey: [key, node.id] });
      }
    },
    onError: (error) => showToast(t.problems[codeOf(error)], { tone: 'danger' }),
  });
  const trigger = (
    <Button className="button button-icon listing-more" aria-label={b.versionActions(when)}>
      <Ellipsis size={20} aria-hidden="true" />
    </Button>
  );
  return (
    <li className="version">
      <div className="version-text">
        <span>{when}</span>
        <span className="muted">
          {[version.author, format.size(version.size)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <Menu trigger={trigger} label={b.versionActions(when)}>
        {canBeShown(node.type) ? (
          <MenuItem
            icon={<Eye size={18} aria-hidden="true" />}
            href={versionUrl(node.id, version.id, true)}
            target="_blank"
          >
            {b.viewVersion}
          </MenuItem>
        ) : null}
        <MenuItem
          icon={<Download size={18} aria-hidden="true" />}
          onAction={() => saveFrom(versionUrl(node.id, version.id))}
        >
          {t.files.download}
        </MenuItem>
        {node.can.includes('write') ? (
          <MenuItem icon={<Clock size={18} aria-hidden="true" />} onAction={() => restoring.mutate()}>
            {t.files.restore}
          </MenuItem>
        ) : null}
      </Menu>
    </li>
  );
}
