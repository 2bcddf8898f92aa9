import './menu.css';
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover } from 'react-aria-components';

type MenuProps = {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  note?: ReactNode;
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
};

export function Menu({ trigger, label, children, note, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover popover-sheet" placement={placement} offset={6}>
        {note ? <div className="menu-note">{note}</div> : null}
        <AriaMenu className="menu" aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

type MenuItemProps = {
  icon: ReactNode;
  children: string;
  onAction?: () => void;
  href?: string;
  target?: string;
  danger?: boolean;
};

export function MenuItem({ icon, children, danger = false, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={children}
      className={danger ? 'menu-item menu-item-danger' : 'menu-item'}
    >
      {icon}
      <span>{children}</span>
    </AriaMenuItem>
  );
}
