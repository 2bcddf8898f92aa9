import { useMutation, useQuery } from '@tanstack/react-query';
import { Eye, FilePlus, Pencil, Share2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Choice } from '../../kit/choice';
import { Field } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { Pick } from '../../kit/pick';
import { showToast } from '../../kit/toasts';
import type { Node } from '../files/nodes';
import { FEWEST_LETTERS, type PeopleAccess, share, shareesQuery, type Whom } from './shares';
import { useSharingTexts } from './texts';
import { useGivenChanged } from './use-given-changed';
import { WhomLine } from './whom';

/** Finds a person or a group as one types, and shares with them. */
export function NewShare({ node }: { node: Node }) {
  const t = useTexts();
  const s = useSharingTexts();
  const [text, setText] = useState('');
  const [whom, setWhom] = useState<Whom | null>(null);
  const wanted = useDeferredValue(text.trim());
  const { data, isFetching } = useQuery(shareesQuery(wanted));
  const enough = wanted.length >= FEWEST_LETTERS;
  const found = enough ? (data ?? []) : [];
  if (whom)
    return (
      <ShareWith
        node={node}
        whom={whom}
        onDone={() => {
          setWhom(null);
          setText('');
        }}
      />
    );
  return (
    <Pick
      label={s.findPeople}
      none={enough ? (isFetching ? t.shell.loading : s.nobodyFound) : s.typeMore}
      text={text}
      onText={setText}
      // A person and a group may have the same number.
      found={found.map((one) => ({ ...one, id: `${one.kind} ${one.id}`, whom: one, name: one.displayName }))}
      onPick={(one) => setWhom(one.whom)}
    >
      {(one) => <WhomLine whom={one.whom} />}
    </Pick>
  );
}

function ShareWith({ node, whom, onDone }: { node: Node; whom: Whom; onDone: () => void }) {
  const t = useTexts();
  const s = useSharingTexts();
  const [access, setAccess] = useState<PeopleAccess>('view');
  const [note, setNote] = useState('');
  const changed = useGivenChanged();
  const hints = { view: s.viewHint, add: s.addHint, edit: s.editHint };
  const all = [
    { id: 'view' as const, text: s.view, icon: <Eye size={18} aria-hidden="true" /> },
    { id: 'add' as const, text: s.add, icon: <FilePlus size={18} aria-hidden="true" /> },
    { id: 'edit' as const, text: s.edit, icon: <Pencil size={18} aria-hidden="true" /> },
  ];
  const making = useMutation({
    mutationFn: () => share(node.id, whom, access, note),
    onSuccess: () => {
      showToast(s.sharedWith(whom.displayName));
      changed(node);
      onDone();
    },
  });
  const code = making.error ? codeOf(making.error) : null;
  const refused = { exists: s.sharedAlready, invalid: s.belongsAlready };
  return (
    <div className="share-link">
      <WhomLine whom={whom} />
      {code ? (
        <Notice tone="danger">
          {code === 'exists' || code === 'invalid' ? refused[code] : t.problems[code]}
        </Notice>
      ) : null}
      <Choice
        label={s.accessOf(whom.displayName)}
        hint={hints[access]}
        options={node.kind === 'folder' ? all : all.filter((one) => one.id !== 'add')}
        value={access}
        onChange={setAccess}
      />
      <Field label={s.noteFor} value={note} onChange={setNote} maxLength={1000} autoComplete="off" />
      <div className="row">
        <Button look="primary" onPress={() => making.mutate()} isPending={making.isPending}>
          <Share2 size={18} aria-hidden="true" />
          {s.shareNow}
        </Button>
        <Button onPress={onDone}>{t.shell.cancel}</Button>
      </div>
    </div>
  );
}
