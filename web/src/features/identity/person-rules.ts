import type { Texts } from '../../app/texts/catalogue';
import { judgePassword } from './password-strength';

/** What is wrong with an entry, in words; null when nothing is. */
type Judgement = string | null;

export function judgeName(name: string, t: Texts): Judgement {
  if (name.trim() === '') return t.identity.required;
  return /^[a-z0-9][a-z0-9._-]*$/i.test(name.trim()) ? null : t.identity.nameInvalid;
}

export function judgeRequired(text: string, t: Texts): Judgement {
  return text.trim() === '' ? t.identity.required : null;
}

export function judgeNewPassword(password: string, t: Texts): Judgement {
  if (password === '') return t.identity.required;
  return judgePassword(password) === 'short' ? t.problems.invalid : null;
}

/** Only what is certainly wrong: real addresses are stranger than any pattern. */
export function judgeEmail(email: string, t: Texts): Judgement {
  return email === '' || /^\S+@\S+$/.test(email) ? null : t.identity.emailInvalid;
}
