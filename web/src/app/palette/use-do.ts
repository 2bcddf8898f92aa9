import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCurrentSpace } from '../../features/spaces/current-space';
import { spacesQuery } from '../../features/spaces/spaces';
import { showToast } from '../../kit/toasts';
import { chooseAppearance } from '../appearance';
import { useTexts } from '../language';
import { codeOf } from '../problem';
import { useLeave } from '../shell/use-leave';
import { useStartMeeting } from '../start-meeting';
import type { Deed } from './commands';
import { pageCommand } from './page-commands';
import { showPlace } from './show-place';

/** The palette has to be gone, and the focus back in the page, before the page does something. */
const GONE = 60;

/** Does what a command says, and shows where one would have found its button. */
export function useDo(onShortcuts: () => void): (deed: Deed) => void {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const leave = useLeave();
  const starting = useStartMeeting();
  const current = useCurrentSpace();

  const toTrash = async () => {
    const spaces = await client.ensureQueryData(spacesQuery);
    const space = spaces.find((one) => one.id === current && one.role !== 'viewer') ?? spaces[0];
    if (!space) return;
    await navigate({ to: '/trash/$spaceId', params: { spaceId: space.id } });
    showPlace('spaces trash');
  };

  return (deed) => {
    switch (deed.kind) {
      case 'go':
        void router.navigate({ href: deed.to });
        if (deed.show) showPlace(deed.show);
        return;
      case 'trash':
        return void toTrash();
      case 'on-page': {
        const run = pageCommand(deed.command);
        if (run) setTimeout(run, GONE);
        else void navigate({ to: '/files' });
        return showPlace('files new');
      }
      case 'start-meeting':
        return starting.mutate(undefined, {
          onError: (error) => showToast(t.problems[codeOf(error)], { tone: 'danger' }),
        });
      case 'appearance':
        return chooseAppearance(deed.appearance);
      case 'shortcuts':
        return onShortcuts();
      case 'sign-out':
        return void leave();
    }
  };
}
