import { useMutation } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Avatar } from '../../../kit/avatar';
import { Button } from '../../../kit/button';
import { Notice } from '../../../kit/notice';
import { Gate } from '../gate';
import { usePerson } from '../session';
import { clientName } from './client-name';
import { grantFlow } from './login-flow';

type FlowQuestionProps = {
  token: string;
  client: string;
  onAnswer: (answer: 'granted' | 'cancelled') => void;
};

export function FlowQuestion({ token, client, onAnswer }: FlowQuestionProps) {
  const t = useTexts();
  const person = usePerson();
  const granting = useMutation({ mutationFn: () => grantFlow(token), onSuccess: () => onAnswer('granted') });
  return (
    <Gate title={t.identity.flowTitle} text={t.identity.flowAs(person.displayName)}>
      <div className="flow-pair" aria-hidden="true">
        <Avatar name={person.displayName} />
        <span className="flow-line" />
        <span className="avatar">
          <MonitorSmartphone size={20} />
        </span>
      </div>
      <div className="stack">
        <h2>{t.identity.flowAsks(clientName(client, t))}</h2>
        <p>{t.identity.flowMeans}</p>
        <Notice>{t.identity.flowOnlyIfYou}</Notice>
        {granting.error ? <Notice tone="danger">{t.problems[codeOf(granting.error)]}</Notice> : null}
      </div>
      <div className="stack stack-tight">
        <Button look="primary" large onPress={() => granting.mutate()} isPending={granting.isPending}>
          {t.identity.grant}
        </Button>
        <Button look="quiet" large onPress={() => onAnswer('cancelled')}>
          {t.shell.cancel}
        </Button>
      </div>
    </Gate>
  );
}
