import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './kit/tokens.css';
import './kit/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startAppearance } from './app/appearance';

// React Aria would add a style element of this id, which the Content-Security-Policy blocks with an error in the
// console. It does not if one is there; what it would say is in kit/base.css.
const placeholder = document.createElement('meta');
placeholder.id = 'react-aria-pressable-style';
document.head.append(placeholder);

startAppearance();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
