import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Contrast, Moon, Sun, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { type Appearance, chooseAppearance, useAppearance } from '../../../app/appearance';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { catalogue, type Language } from '../../../app/texts/catalogue';
import { Button } from '../../../kit/button';
import { Choice } from '../../../kit/choice';
import { Field } from '../../../kit/field';
import { Notice } from '../../../kit/notice';
import { Select } from '../../../kit/select';
import { showToast } from '../../../kit/toasts';
import { changeMe } from '../people';
import { judgeEmail, judgeRequired } from '../person-rules';
import { type Session, sessionQuery, usePerson } from '../session';
import { Section } from './section';

export function ProfileSection() {
  const t = useTexts();
  return (
    <Section title={t.identity.profile} intro={t.identity.profileIntro}>
      <PersonForm />
      <AppearanceChoice />
    </Section>
  );
}

function PersonForm() {
  const t = useTexts();
  const person = usePerson();
  const client = useQueryClient();
  const [displayName, setDisplayName] = useState(person.displayName);
  const [email, setEmail] = useState(person.email ?? '');
  const [language, setLanguage] = useState<Language | 'browser'>(person.language ?? 'browser');
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: changeMe,
    onSuccess: (changed) => {
      client.setQueryData<Session>(sessionQuery.queryKey, (session) =>
        session?.signedIn ? { ...session, person: changed } : session,
      );
      // In the language that was just chosen, not in the one that was left.
      showToast((changed.language ? catalogue[changed.language] : t).shell.saved);
    },
  });
  const errors = { displayName: judgeRequired(displayName, t), email: judgeEmail(email.trim(), t) };

  return (
    <Form
      validationBehavior="aria"
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (errors.displayName !== null || errors.email !== null) return;
        saving.mutate({
          displayName: displayName.trim(),
          email: email.trim() || null,
          language: language === 'browser' ? null : language,
        });
      }}
    >
      <Field
        label={t.identity.displayName}
        value={displayName}
        onChange={setDisplayName}
        error={tried ? errors.displayName : null}
        autoComplete="name"
      />
      <Field
        label={t.identity.email}
        value={email}
        onChange={setEmail}
        error={tried ? errors.email : null}
        type="email"
        autoComplete="email"
      />
      <Select
        label={t.identity.language}
        value={language}
        onChange={setLanguage}
        options={
          [
            { id: 'browser', text: t.identity.languageBrowser },
            { id: 'de', text: t.identity.languageGerman },
            { id: 'en', text: t.identity.languageEnglish },
          ] as const
        }
      />
      {saving.error ? <Notice tone="danger">{t.problems[codeOf(saving.error)]}</Notice> : null}
      <Button type="submit" look="primary" isPending={saving.isPending}>
        {t.shell.save}
      </Button>
    </Form>
  );
}

const PICTURES: Record<Appearance, typeof Sun> = {
  system: SunMoon,
  light: Sun,
  dark: Moon,
  contrast: Contrast,
};

function AppearanceChoice() {
  const t = useTexts();
  const appearance = useAppearance();
  const texts: Record<Appearance, string> = {
    system: t.identity.appearanceSystem,
    light: t.identity.appearanceLight,
    dark: t.identity.appearanceDark,
    contrast: t.identity.appearanceContrast,
  };
  const options = (Object.keys(texts) as Appearance[]).map((id) => {
    const Picture = PICTURES[id];
    return { id, text: texts[id], icon: <Picture size={18} aria-hidden="true" /> };
  });
  return (
    <Choice
      label={t.identity.appearance}
      hint={t.identity.appearanceHint}
      options={options}
      value={appearance}
      onChange={chooseAppearance}
    />
  );
}
