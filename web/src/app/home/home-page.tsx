import './home.css';
import { useLanguage, useTexts } from '../language';
import { usePageTitle } from '../page-title';
import { MyMeetings } from './my-meetings';
import { MySpaces } from './my-spaces';
import { RecentFiles } from './recent-files';
import { SharedWithMe } from './shared-with-me';

/** Where the day begins: what one was at, who is meeting, what one was given, and the places one works in. */
export function HomePage() {
  const t = useTexts();
  const { locale } = useLanguage();
  usePageTitle(t.home.title);
  const now = new Date();
  const today = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <main id="content" className="home" tabIndex={-1}>
      <header className="home-head">
        <h1>{t.home.title}</h1>
        <p className="muted">{today.format(now)}</p>
      </header>
      <RecentFiles />
      <div className="home-beside">
        <MyMeetings />
        <SharedWithMe />
        <MySpaces />
      </div>
    </main>
  );
}
