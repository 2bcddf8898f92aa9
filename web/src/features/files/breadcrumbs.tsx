import { Link } from '@tanstack/react-router';
import { ChevronRight, Ellipsis, Folder } from 'lucide-react';
import { useTexts } from '../../app/language';
import { IconButton } from '../../kit/button';
import { Menu, MenuItem } from '../../kit/menu';
import { useIsPhone } from '../../kit/screen';
import type { Ability, Step } from './nodes';
import { type OnDropNodes, useDropOn } from './transfer/dragged';
import type { Goal } from './transfer/use-transfer';

/** The way from the space down to here. What would not fit goes into a menu; where one is, is the page's heading. */
type BreadcrumbsProps = {
  path: readonly Step[];
  received?: boolean;
  /** What one may do here; what may be done further up, the server says. */
  can: readonly Ability[];
  onDrop: OnDropNodes;
};

export function Breadcrumbs({ path, received = false, can, onDrop }: BreadcrumbsProps) {
  const t = useTexts();
  const phone = useIsPhone();
  const here = path.at(-1);
  const above = path.slice(0, -1);
  const room = phone ? 0 : 3;
  const hidden = above.length > room + 1 ? above.slice(phone ? 0 : 1, above.length - (phone ? 0 : 2)) : [];
  const first = hidden.length > 0 ? above.slice(0, phone ? 0 : 1) : above;
  const last = hidden.length > 0 ? above.slice(above.length - (phone ? 0 : 2)) : [];
  const goal = (step: Step): Goal => ({ ...step, path: path.slice(0, path.indexOf(step) + 1), can });
  return (
    <nav aria-label={t.files.breadcrumbs}>
      <ol className="crumbs">
        {received ? (
          <li className="crumb">
            <Link to="/files/received" className="crumb-link">
              {t.shell.sharedWithMe}
            </Link>
            <ChevronRight size={18} aria-hidden="true" />
          </li>
        ) : null}
        {first.map((step) => (
          <Crumb key={step.id} goal={goal(step)} onDrop={onDrop} />
        ))}
        {hidden.length > 0 ? <Hidden steps={hidden} /> : null}
        {last.map((step) => (
          <Crumb key={step.id} goal={goal(step)} onDrop={onDrop} />
        ))}
        <li className="crumb">
          <h1 className="crumb-here" aria-current="page" title={here?.name}>
            {here?.name}
          </h1>
        </li>
      </ol>
    </nav>
  );
}

function Crumb({ goal, onDrop }: { goal: Goal; onDrop: OnDropNodes }) {
  const drop = useDropOn(goal, onDrop);
  return (
    <li className="crumb">
      <Link
        to="/files/$nodeId"
        params={{ nodeId: goal.id }}
        className="crumb-link"
        draggable={false}
        {...drop}
      >
        {goal.name}
      </Link>
      <ChevronRight size={18} aria-hidden="true" />
    </li>
  );
}

function Hidden({ steps }: { steps: readonly Step[] }) {
  const t = useTexts();
  const trigger = <IconButton label={t.files.moreFolders} icon={<Ellipsis size={18} aria-hidden="true" />} />;
  return (
    <li className="crumb">
      <Menu trigger={trigger} label={t.files.moreFolders} placement="bottom start">
        {steps.map((step) => (
          <MenuItem key={step.id} href={`/files/${step.id}`} icon={<Folder size={18} aria-hidden="true" />}>
            {step.name}
          </MenuItem>
        ))}
      </Menu>
      <ChevronRight size={18} aria-hidden="true" />
    </li>
  );
}
