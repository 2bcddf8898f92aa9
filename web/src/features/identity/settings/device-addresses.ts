type Here = { protocol: string; host: string; origin: string };

const folderOf = (name: string) => `/remote.php/dav/files/${encodeURIComponent(name)}/`;

/** What GNOME Files, Dolphin and others take; Windows and macOS understand it with https for davs. */
export function driveAddress(here: Here, name: string): string {
  return `${here.protocol === 'https:' ? 'davs' : 'dav'}://${here.host}${folderOf(name)}`;
}

/** "vendor=nextcloud" makes rclone keep modification times and check sums. */
export function rcloneCommand(here: Here, name: string): string {
  return `rclone config create allmende webdav url=${here.origin}${folderOf(name)} vendor=nextcloud user=${name} --all`;
}
