import { useTexts } from '../../../app/language';
import { Button } from '../../../kit/button';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Select } from '../../../kit/select';
import { showToast } from '../../../kit/toasts';
import { choices, chosenOf, type Kind, useDevices } from '../devices';
import { useMeetingTexts } from '../texts';
import { troubleOf, troubleText } from '../trouble';
import type { Call } from './call';

const WORDS: Record<Kind, MediaDeviceKind> = {
  camera: 'videoinput',
  microphone: 'audioinput',
  speaker: 'audiooutput',
};

/** Choosing other devices while the meeting goes on; they change at once. */
export function DevicesDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const t = useMeetingTexts();
  const { shell } = useTexts();
  const devices = useDevices(call);
  const labels: Record<Kind, string> = { camera: t.camera, microphone: t.microphone, speaker: t.speaker };
  const kinds: Kind[] =
    'setSinkId' in HTMLMediaElement.prototype
      ? ['camera', 'microphone', 'speaker']
      : ['camera', 'microphone'];
  const use = (kind: Kind, id: string) =>
    call.use(WORDS[kind], id).catch((error) => {
      showToast(troubleText(kind === 'camera' ? 'camera' : 'microphone', troubleOf(error), t), {
        tone: 'danger',
      });
    });
  return (
    <Dialog title={t.devicesTitle} onClose={onClose}>
      {kinds.map((kind) => {
        const options = choices(devices, kind, t);
        if (options.length === 0) return null;
        return (
          <Select
            key={kind}
            label={labels[kind]}
            options={options}
            value={chosenOf(options, call.deviceOf(WORDS[kind]))}
            onChange={(id) => void use(kind, id)}
          />
        );
      })}
      <p className="muted">{t.holdToTalk}</p>
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          {shell.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
