# Prints the numbers of ScikitTest: python scikit.py, with scikit-learn 1.9.
import numpy as np, warnings
warnings.filterwarnings('ignore')
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC, SVC, SVR
from sklearn.multiclass import OneVsRestClassifier
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
state=[7]
def u():
    state[0]=(state[0]*1103515245+12345)%2147483648
    return state[0]/2147483648
def data(n):
    X=np.zeros((n,4),np.float32);y=np.zeros(n,int);t=np.zeros(n,np.float32)
    for i in range(n):
        y[i]=i%3
        for j in range(4):
            X[i,j]=np.float32((3*u()+(2 if j==y[i] else 0))*(j+1))
        t[i]=np.float32(X[i,0]*X[i,1]/4+X[i,2]+u())
    return X,y,t
X,y,t=data(90); Q,qy,qt=data(60)
X64=X.astype(float);Q64=Q.astype(float)
np.set_printoptions(precision=7,suppress=True,linewidth=150)
def p(name,a): print(name); print(np.array2string(np.asarray(a),separator=', '))
print(X[0],y[:3],t[0])
S=StandardScaler
m=make_pipeline(S(),KNeighborsClassifier(5)).fit(X64,y); p('knn',m.predict_proba(Q64[:4])); print(m.score(Q64,qy))
m=KNeighborsClassifier(9,metric='cosine').fit(X64,y); p('knn by angle',m.predict_proba(Q64[:4])); print(m.score(Q64,qy))
m=make_pipeline(S(),OneVsRestClassifier(LogisticRegression(C=0.5,solver='liblinear',tol=1e-8))).fit(X64,y); p('logistic',m.predict_proba(Q64[:4])); print(m.score(Q64,qy))
m=make_pipeline(S(),LinearSVC(C=0.5,dual=False,tol=1e-8)).fit(X64,y); p('linear',m.decision_function(Q64[:4])); print(m.score(Q64,qy))
m=make_pipeline(S(),SVC(C=10,gamma=0.25,decision_function_shape='ovo',tol=1e-6)).fit(X64,y); p('svc',m.decision_function(Q64[:4])); print(m.score(Q64,qy))
tm,ts=t.astype(float).mean(),t.astype(float).std()
m=make_pipeline(S(),SVR(C=10,gamma=0.25,epsilon=0.1,tol=1e-6)).fit(X64,(t-tm)/ts); p('svr',m.predict(Q64[:4])*ts+tm); print(((m.predict(Q64)*ts+tm-qt)**2).mean(), qt.var())
m=make_pipeline(S(),KNeighborsRegressor(5)).fit(X64,t); p('knnr',m.predict(Q64[:4]))
# L2-loss SVR with no margin: 0.5|w|^2 + C sum e^2, bias regularised as well but target and columns are centred
m=make_pipeline(S(),Ridge(alpha=1/(2*0.5))).fit(X64,(t-tm)/ts); p('ridge',m.predict(Q64[:4])*ts+tm)
m=RandomForestClassifier(200,max_features=2,random_state=1).fit(X,y); print('forest',m.score(Q,qy)); p('fp',m.predict_proba(Q[:4]))
m=RandomForestRegressor(200,max_features=1,random_state=1).fit(X,t); print('forestr',((m.predict(Q)-qt)**2).mean())
