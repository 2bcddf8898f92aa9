import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { Gate } from '../gate';
import { useSession } from '../session';
import { ToSignIn } from '../to-sign-in';
import { FlowQuestion } from './flow-question';
import { flowQuery } from './login-flow';

export function FlowPage() {
  const session = useSession();
  return session?.signedIn ? <Asked /> : <ToSignIn />;
}

function Asked() {
  const t = useTexts();
  const { token } = useParams({ from: '/login/flow/$token' });
  const { data: flow, error, refetch } = useQuery(flowQuery(token));
  const [answer, setAnswer] = useState<'granted' | 'cancelled' | null>(null);

  if (answer === 'granted') return <Gate title={t.identity.flowGranted} text={t.identity.flowGrantedText} />;
  if (answer === 'cancelled') {
    return <Gate title={t.identity.flowCancelled} text={t.identity.flowCancelledText} />;
  }
  if (error && codeOf(error) === 'not-found') {
    return <Gate title={t.identity.flowStale} text={t.identity.flowStaleText} />;
  }
  if (error) {
    return (
      <Gate title={t.identity.flowTitle} text={t.shell.failedTitle}>
        <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>
        <Button onPress={() => void refetch()}>{t.shell.retry}</Button>
      </Gate>
    );
  }
  if (!flow) {
    return (
      <Gate title={t.identity.flowTitle} text={t.shell.loading}>
        <Skeleton width="80%" />
      </Gate>
    );
  }
  return <FlowQuestion token={token} client={flow.client} onAnswer={setAnswer} />;
}
