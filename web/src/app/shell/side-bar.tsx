import { SpaceList } from '../../features/spaces/space-list';
import { useTexts } from '../language';

/** What there is within the files: one's own and the teams' spaces. */
export function SideBar() {
  const t = useTexts();
  return (
    <nav className="side-bar" aria-label={t.shell.spacesNavigation}>
      <SpaceList />
    </nav>
  );
}
