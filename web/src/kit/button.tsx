import './button.css';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { Spinner } from './spinner';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  look?: Look;
  large?: boolean;
  children: ReactNode;
};

export function Button({ look = 'secondary', large = false, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${look} ${large ? 'button-large' : ''}`}>
      {rest.isPending ? <Spinner /> : null}
      {children}
    </AriaButton>
  );
}

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> & {
  label: string;
  icon: ReactNode;
  look?: Look;
};

/** Its label is both what a screen reader says and what the mouse sees after a moment. */
export function IconButton({ label, icon, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...rest} aria-label={label} className={`button button-icon button-${look}`}>
        {icon}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
