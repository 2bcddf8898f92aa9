import { Gate } from '../../identity/gate';
import { useSharingTexts } from '../texts';
import { UploadBox } from './upload-box';
import { type OpenVisit, placeFor } from './visit';
import { GiversNote, LinkEnd } from './word';

/** Where one may only add: nothing of what is there is shown. */
export function DropView({ token, visit }: { token: string; visit: OpenVisit }) {
  const s = useSharingTexts();
  return (
    <Gate title={visit.name} text={s.asksForFiles(visit.giver)}>
      <GiversNote visit={visit} />
      <UploadBox placeFor={placeFor(token, null)} onSent={() => {}} label={s.chooseFiles} />
      <LinkEnd visit={visit} />
    </Gate>
  );
}
