import {
  Link as LinkIcon,
  LogOut,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  Settings2,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Menu, MenuItem } from '../../../kit/menu';
import { type MeetingTexts, useMeetingTexts } from '../texts';
import type { CallState } from './call';
import type { Command } from './shortcuts';

type ControlsProps = {
  state: CallState;
  leads: boolean;
  peopleShown: boolean;
  run: (command: Command | 'devices' | 'link' | 'end') => void;
};

/** Phones cannot share their screens. */
const canShare = 'getDisplayMedia' in (navigator.mediaDevices ?? {});

export function Controls({ state, leads, peopleShown, run }: ControlsProps) {
  const t = useMeetingTexts();
  const { micOn, cameraOn, sharing, people } = state;
  return (
    <footer className="call-foot">
      <div className="controls" role="toolbar" aria-label={t.controls}>
        <Control
          text={t.microphone}
          label={micOn ? t.turnMicOff : t.turnMicOn}
          keys={keys(t, 'D')}
          off={!micOn}
          icon={micOn ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          onPress={() => run('microphone')}
        />
        <Control
          text={t.camera}
          label={cameraOn ? t.turnCameraOff : t.turnCameraOn}
          keys={keys(t, 'E')}
          off={!cameraOn}
          icon={cameraOn ? <Video aria-hidden="true" /> : <VideoOff aria-hidden="true" />}
          onPress={() => run('camera')}
        />
        {canShare ? (
          <Control
            text={sharing ? t.stopSharing : t.share}
            label={sharing ? t.stopSharing : t.share}
            keys={keys(t, t.shift, 'E')}
            active={sharing}
            icon={sharing ? <MonitorX aria-hidden="true" /> : <MonitorUp aria-hidden="true" />}
            onPress={() => run('share')}
          />
        ) : null}
        <Control
          text={t.people}
          label={t.peopleCount(people.length)}
          keys={keys(t, t.shift, 'P')}
          active={peopleShown}
          aria-expanded={peopleShown}
          icon={<Users aria-hidden="true" />}
          count={people.length}
          onPress={() => run('people')}
        />
        <Control
          text={t.copyLink}
          label={t.copyLink}
          icon={<LinkIcon aria-hidden="true" />}
          onPress={() => run('link')}
        />
        <Control
          text={t.devices}
          label={t.devices}
          icon={<Settings2 aria-hidden="true" />}
          onPress={() => run('devices')}
        />
        {leads ? (
          <Menu
            label={t.leaveMenu}
            placement="top end"
            trigger={<Leave label={t.leaveMenu} text={t.leave} />}
          >
            <MenuItem icon={<LogOut size={18} aria-hidden="true" />} onAction={() => run('leave')}>
              {t.leaveMeeting}
            </MenuItem>
            <MenuItem icon={<PhoneOff size={18} aria-hidden="true" />} danger onAction={() => run('end')}>
              {t.endForAll}
            </MenuItem>
          </Menu>
        ) : (
          <Leave label={t.leaveMeeting} text={t.leave} onPress={() => run('leave')} />
        )}
      </div>
    </footer>
  );
}

function keys(t: MeetingTexts, ...names: string[]): string {
  return [t.ctrl, ...names].join('+');
}

type ControlProps = ButtonProps & {
  /** What stands below the picture; `label` says what pressing does. */
  text: string;
  label: string;
  keys?: string;
  icon: ReactNode;
  off?: boolean;
  active?: boolean;
  /** Drawn by the style sheet: as text it would be part of the name, beside the number that is there. */
  count?: number;
};

function Control({
  text,
  label,
  keys: shortcut,
  icon,
  off = false,
  active = false,
  count,
  ...rest
}: ControlProps) {
  const t = useMeetingTexts();
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...rest} className="control" aria-label={label} data-off={off} data-active={active}>
        <span className="control-icon">
          {icon}
          {count === undefined ? null : <span className="control-count" data-count={count} />}
        </span>
        <span className="control-text" aria-hidden="true">
          {text}
        </span>
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {shortcut ? t.withShortcut(label, shortcut) : label}
      </Tooltip>
    </TooltipTrigger>
  );
}

function Leave({ label, text, ...rest }: ButtonProps & { label: string; text: string }) {
  return (
    <AriaButton {...rest} className="control control-leave" aria-label={label}>
      <span className="control-icon">
        <PhoneOff aria-hidden="true" />
      </span>
      <span className="control-text" aria-hidden="true">
        {text}
      </span>
    </AriaButton>
  );
}
