import './shortcuts.css';
import { Button } from '../../kit/button';
import { Dialog, DialogActions } from '../../kit/dialog';
import { useLanguage } from '../language';
import { paletteCatalogue } from '../texts/palette';

type Line = { what: string; keys: string[][] };

/** All keys that there are, as far as they do not go without saying. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const { language, t } = useLanguage();
  const { shortcuts: s, keys: k } = paletteCatalogue[language].palette;
  const groups: { title: string; lines: Line[] }[] = [
    {
      title: s.everywhere,
      lines: [
        { what: s.search, keys: [[k.control, 'K']] },
        { what: s.sheet, keys: [['?']] },
        { what: s.print, keys: [[k.control, 'P']] },
      ],
    },
    {
      title: s.inFolders,
      lines: [
        { what: s.move, keys: [['↑'], ['↓']] },
        { what: s.type, keys: [[s.typeKeys]] },
        { what: s.open, keys: [[k.enter]] },
        { what: s.choose, keys: [[k.space]] },
        {
          what: s.chooseMore,
          keys: [
            [k.shift, '↑'],
            [k.shift, '↓'],
          ],
        },
        { what: s.all, keys: [[k.control, 'A']] },
        { what: s.none, keys: [[k.escape]] },
        { what: s.rename, keys: [['F2']] },
        { what: s.discard, keys: [[k.remove]] },
        { what: s.details, keys: [['i']] },
        { what: s.filter, keys: [[k.control, 'F']] },
        { what: s.cut, keys: [[k.control, 'X']] },
        { what: s.copy, keys: [[k.control, 'C']] },
        { what: s.paste, keys: [[k.control, 'V']] },
        { what: s.undo, keys: [[k.control, 'Z']] },
      ],
    },
    {
      title: s.inMeetings,
      lines: [
        {
          what: s.microphone,
          keys: [
            [k.control, 'D'],
            [k.control, k.shift, 'M'],
          ],
        },
        {
          what: s.camera,
          keys: [
            [k.control, 'E'],
            [k.control, k.shift, 'O'],
          ],
        },
        { what: s.speak, keys: [[`${k.space} (${k.hold})`]] },
        { what: s.share, keys: [[k.control, k.shift, 'E']] },
        { what: s.participants, keys: [[k.control, k.shift, 'P']] },
        { what: s.leave, keys: [[k.control, k.shift, 'H']] },
      ],
    },
  ];
  return (
    <Dialog title={s.title} onClose={onClose} wide>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="shortcuts-list">
              {group.lines.map(({ what, keys }) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    <Keys ways={keys} or={k.or} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <DialogActions>
        <Button slot="close" look="primary">
          {t.shell.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys({ ways, or }: { ways: string[][]; or: string }) {
  return ways.map((keys, n) => (
    <span key={keys.join('+')} className={keys.length > 1 ? 'shortcuts-way' : undefined}>
      {n > 0 ? ` ${or} ` : null}
      {keys.map((key, i) => (
        <span key={key}>
          {i > 0 ? '+' : null}
          <kbd>{key}</kbd>
        </span>
      ))}
    </span>
  ));
}
