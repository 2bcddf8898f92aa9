import type { Texts } from '../../../app/texts/catalogue';

const SYSTEMS: readonly [RegExp, string][] = [
  [/android/i, 'Android'],
  [/iphone|ipados|ipad|\bios\b/i, 'iOS'],
  [/windows|win32|win64/i, 'Windows'],
  [/mac ?os|macintosh|macosx|darwin/i, 'macOS'],
  [/linux|x11/i, 'Linux'],
];

const BROWSERS: readonly [RegExp, string][] = [
  [/firefox\//i, 'Firefox'],
  [/edg\//i, 'Edge'],
  [/chrome\//i, 'Chrome'],
  [/safari\//i, 'Safari'],
];

/**
 * What a person would call the program behind a user agent. Programs we do not know are named as they name themselves,
 * shortened: the text comes from whoever asks, so it must not be able to fill the page.
 */
export function clientName(userAgent: string, t: Texts): string {
  const name = productName(userAgent, t);
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const saysItself = /Android|iPhone/.test(name);
  return system && !saysItself ? t.identity.clientOn(name, system) : name;
}

function productName(userAgent: string, t: Texts): string {
  if (/nextcloud-android/i.test(userAgent)) return t.identity.clientAndroid;
  if (/nextcloud-ios|nextcloudios/i.test(userAgent)) return t.identity.clientIos;
  if (/mirall|nextcloud-?desktop|csyncoc/i.test(userAgent)) return t.identity.clientDesktop;
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser) return t.identity.clientBrowser(browser);
  const own = /^[\p{L}\p{N} ._-]{2,40}/u.exec(userAgent.trim())?.[0].trim();
  return own && !/^mozilla/i.test(own) ? capitalised(own) : t.identity.unknownClient;
}

function capitalised(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}
