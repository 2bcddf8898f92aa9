/** Loaded together when someone first opens the settings: five tiny files would cost more than they save. */
export { SpacesSection } from '../../spaces/spaces-section';
export { DevicesSection } from './devices';
export { GroupsSection } from './groups';
export { PasswordSection } from './password';
export { PeopleSection } from './people';
export { ProfileSection } from './profile';
export { SettingsPage } from './settings-page';
