import './visit.css';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Spinner } from '../../../kit/spinner';
import { Gate } from '../../identity/gate';
import { useSharingTexts } from '../texts';
import { DropView } from './drop-view';
import { FileView } from './file-view';
import { FolderView } from './folder-view';
import { PasswordForm } from './password-form';
import { visitQuery } from './visit';

/** What a link shows to whoever follows it. Nobody is signed in here. */
export function VisitPage() {
  const t = useTexts();
  const s = useSharingTexts();
  const { token } = useParams({ from: '/s/$token' });
  const { folder } = useSearch({ from: '/s/$token' });
  const visit = useQuery(visitQuery(token));
  if (visit.error && (!visit.data || codeOf(visit.error) === 'not-found')) {
    if (codeOf(visit.error) === 'not-found') return <Gate title={s.deadTitle} text={s.deadText} />;
    return (
      <Gate title={t.shell.failedTitle} text={t.problems[codeOf(visit.error)]}>
        <Button look="primary" onPress={() => void visit.refetch()}>
          {t.shell.retry}
        </Button>
      </Gate>
    );
  }
  if (!visit.data) {
    return (
      <Gate title={t.shell.loading} text="">
        <Spinner />
      </Gate>
    );
  }
  if (visit.data.locked) {
    return (
      <Gate title={s.lockedTitle} text={s.lockedText}>
        <PasswordForm token={token} />
      </Gate>
    );
  }
  const { node } = visit.data;
  if (node === null) return <DropView token={token} visit={visit.data} />;
  if (node.kind === 'file') return <FileView token={token} visit={visit.data} node={node} />;
  return <FolderView key={folder ?? node.id} token={token} visit={visit.data} folder={folder ?? node.id} />;
}
