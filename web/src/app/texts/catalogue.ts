import { files as filesDe } from './de/files';
import { home as homeDe } from './de/home';
import { identity as identityDe } from './de/identity';
import { problems as problemsDe } from './de/problems';
import { shell as shellDe } from './de/shell';
import { spaces as spacesDe } from './de/spaces';
import { files } from './en/files';
import { home } from './en/home';
import { identity } from './en/identity';
import { problems } from './en/problems';
import { shell } from './en/shell';
import { spaces } from './en/spaces';

const en = { shell, home, problems, identity, spaces, files };

/** English sets the shape; the compiler refuses a German text that is missing or superfluous. */
export type Texts = typeof en;
export type Language = 'de' | 'en';

const de: Texts = {
  shell: shellDe,
  home: homeDe,
  problems: problemsDe,
  identity: identityDe,
  spaces: spacesDe,
  files: filesDe,
};

export const catalogue: Record<Language, Texts> = { de, en };
