import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';
import { sessionQuery } from '../features/identity/session';
import { FailedPage, NotFoundPage } from './failed-page';
import { Frame } from './frame';
import { HomePage } from './home/home-page';
import { Shell } from './shell/shell';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Frame,
  errorComponent: FailedPage,
  notFoundComponent: NotFoundPage,
  beforeLoad: async ({ context }) => {
    await context.client.ensureQueryData(sessionQuery);
  },
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('../features/identity/login-page'), 'LoginPage'),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/identity/welcome-page'), 'WelcomePage'),
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Shell });
const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: HomePage });
const folderPages = () => import('../features/files/folder-pages');
// Without a folder: one's own.
const files = createRoute({
  getParentRoute: () => signedIn,
  path: '/files',
  component: lazyRouteComponent(folderPages, 'MyFilesPage'),
});
const folder = createRoute({
  getParentRoute: () => signedIn,
  path: '/files/$nodeId',
  validateSearch: (search): { show?: string; file?: string } => numbered(search, ['show', 'file']),
  component: lazyRouteComponent(folderPages, 'FolderPage'),
});
const trash = createRoute({
  getParentRoute: () => signedIn,
  path: '/trash/$spaceId',
  component: lazyRouteComponent(() => import('../features/files/trash/trash-page'), 'TrashPage'),
});
const flow = createRoute({
  getParentRoute: () => root,
  path: '/login/flow/$token',
  component: lazyRouteComponent(() => import('../features/identity/flow/flow-page'), 'FlowPage'),
});

const meetingPages = () => import('../features/meetings/pages');
const meetings = createRoute({
  getParentRoute: () => signedIn,
  path: '/meetings',
  component: lazyRouteComponent(meetingPages, 'MeetingsPage'),
});
// Outside the signed-in pages: guests have nothing but the link.
const meet = createRoute({
  getParentRoute: () => root,
  path: '/meet/$link',
  component: lazyRouteComponent(meetingPages, 'MeetPage'),
});

// Outside the signed-in pages, too.
const visit = createRoute({
  getParentRoute: () => root,
  path: '/s/$token',
  validateSearch: (search): { folder?: string; file?: string } => numbered(search, ['folder', 'file']),
  component: lazyRouteComponent(() => import('../features/sharing/visit/visit-page'), 'VisitPage'),
});
const shared = createRoute({
  getParentRoute: () => signedIn,
  path: '/files/shared',
  component: lazyRouteComponent(() => import('../features/sharing/my-shares-page'), 'MySharesPage'),
});

const received = createRoute({
  getParentRoute: () => signedIn,
  path: '/files/received',
  component: lazyRouteComponent(() => import('../features/sharing/received-page'), 'ReceivedPage'),
});

const settingsPages = () => import('../features/identity/settings/settings-pages');
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(settingsPages, 'SettingsPage'),
});
const settingsSections = [
  createRoute({
    getParentRoute: () => settings,
    path: '/',
    component: lazyRouteComponent(settingsPages, 'ProfileSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'password',
    component: lazyRouteComponent(settingsPages, 'PasswordSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'devices',
    component: lazyRouteComponent(settingsPages, 'DevicesSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'people',
    component: lazyRouteComponent(settingsPages, 'PeopleSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'groups',
    component: lazyRouteComponent(settingsPages, 'GroupsSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'spaces',
    component: lazyRouteComponent(settingsPages, 'SpacesSection'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'meetings',
    component: lazyRouteComponent(() => import('../features/meetings/rooms/rooms-section'), 'RoomsSection'),
  }),
];

/** The numbers among an address's parameters. One that looks like a number has been read as one. */
function numbered<K extends string>(search: Record<string, unknown>, names: readonly K[]) {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    if (/^[0-9]+$/.test(String(search[name]))) found[name] = String(search[name]);
  }
  return found;
}

const tree = root.addChildren([
  login,
  welcome,
  flow,
  meet,
  visit,
  signedIn.addChildren([
    home,
    files,
    folder,
    trash,
    shared,
    received,
    meetings,
    settings.addChildren(settingsSections),
  ]),
]);

export function newRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: false,
    // Numbers in an address are ids, which are texts: not to be put in quotation marks.
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(String),
  });
}
