export { MeetPage } from './meet-page';
export { MeetingsPage } from './meetings-page';
